// <klant-kompas naam="klantwaarde">, for pages of others: a frame with a calculator of this site, as high as it must be. Its
// address, its attributes and its messages are a contract (handbook/embedding.md): it must work there for ever.

const VERSION = 1;
const MOST = 50_000; // pixels
const { src: own } = (document.currentScript ?? document.querySelector('script[src$="/klant-kompas.js"]')) as HTMLScriptElement;

const { origin: site } = new URL(own);
const OPTIONS = ["kleur", "weergave", "gesprek"]; // handed on to the frame

class KlantKompas extends HTMLElement {
  static readonly observedAttributes = ["naam", "voorbeeld", ...OPTIONS];
  private readonly frame = document.createElement("iframe");

  constructor() {
    super();
    const { frame } = this;
    Object.assign(frame, { title: "Rekenmachine van Klantkompas", loading: "lazy", allow: "clipboard-write" });
    // Higher than a screen: what is below it in the page does not move in sight.
    Object.assign(frame.style, { display: "block", width: "100%", height: "110vh", border: "0" });
    frame.onload = () => {
      frame.contentWindow!.postMessage({ klantkompas: VERSION, pagina: location.href }, site);
      this.match(); // now that the styles of the page are there
    };
    this.attachShadow({ mode: "open" });
  }

  connectedCallback() {
    this.style.display = "block";
    addEventListener("message", this.hear);
    this.show();
    this.shadowRoot!.append(this.frame); // with its address: an empty frame would be loaded first
  }
  disconnectedCallback() { removeEventListener("message", this.hear); }
  attributeChangedCallback() { if (this.isConnected) this.show(); }

  private show() {
    const name = this.getAttribute("naam") ?? "";
    const page = [name, this.getAttribute("voorbeeld")].filter(Boolean).join("-");
    const address = new URL(`${/^[\w-]+$/.test(page) ? page : "onbekend"}/`, own);
    for (const option of OPTIONS) {
      const text = this.getAttribute(option);
      if (text) address.searchParams.set(option, text);
    }
    if (location.hash.startsWith(`#${name}=`)) address.hash = location.hash; // of who shared it here
    this.match();
    if (this.frame.src !== address.href) this.frame.src = address.href;
  }

  /** Light or dark as the page around it, whatever the device likes: a frame goes by this. */
  private match() {
    const { colorScheme } = getComputedStyle(this);
    const asked = { licht: "light", donker: "dark" }[this.getAttribute("weergave")!];
    this.frame.style.colorScheme = asked ?? (colorScheme === "normal" ? "light" : colorScheme);
  }

  private readonly hear = ({ source, origin, data }: MessageEvent) => {
    if (source !== this.frame.contentWindow || origin !== site || data?.klantkompas !== VERSION) return;
    if (data.hoogte > 0 && data.hoogte < MOST) this.frame.style.height = `${data.hoogte}px`;
    if (data.titel) this.frame.title = data.titel;
  };
}

if (!customElements.get("klant-kompas")) customElements.define("klant-kompas", KlantKompas);
