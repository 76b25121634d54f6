// Whether text in a colour, or white text on it, can be read: the contrast that WCAG asks for (4.5), on paper and card.

type Colour = [red: number, green: number, blue: number];

const ENOUGH = 4.5;
const WHITE: Colour = [255, 255, 255];
const [CARD, DARK_CARD, DARK_INK]: Colour[] = [WHITE, [27, 42, 41], [20, 32, 31]]; // as in colours.css
const SOFT = 0.12; // so much of the colour is in the paper below a hint in it, as in embed.css
const STEPS = 100;

/** Read #a12, #aa1122 or the same without #; nothing for what is no such colour. */
export function colourOf(text: string): Colour | undefined {
  const [, digits] = text.trim().match(/^#?([0-9a-f]{3}|[0-9a-f]{6})$/i) ?? [];
  const pairs = digits?.length === 3 ? [...digits].map((digit) => digit + digit) : digits?.match(/../g);
  return pairs?.map((pair) => parseInt(pair, 16)) as Colour | undefined;
}

export const hexOf = (colour: Colour) => `#${colour.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

const mix = (one: Colour, other: Colour, part: number) => one.map((each, at) => each * (1 - part) + other[at]! * part) as Colour;

/** How much light a part of a colour gives, from 0 to 1 (WCAG, relative luminance). */
function light(part: number) {
  const share = part / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

const luminance = ([red, green, blue]: Colour) => 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue);

function contrast(one: Colour, other: Colour) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

const isReadable = (colour: Colour, card: Colour, on: Colour) =>
  [mix(card, colour, SOFT), on].every((other) => contrast(colour, other) >= ENOUGH);

/** The nearest to a colour that can be read, on its way to black or white. */
function nearest(colour: Colour, way: Colour, card: Colour, on: Colour) {
  for (let step = 0; step <= STEPS; step += 1) {
    const tried = mix(colour, way, step / STEPS).map(Math.round) as Colour;
    if (isReadable(tried, card, on)) return tried;
  }
  return way;
}

/** The colour itself on light pages where it can be read there, or else the nearest that can. */
export const onLight = (colour: Colour) => nearest(colour, [0, 0, 0], CARD, WHITE);
/** On dark pages a colour is made as light as it must be. */
export const onDark = (colour: Colour) => nearest(colour, WHITE, DARK_CARD, DARK_INK);
