// Goes before the theme's search in its worker. A word that stands on no page becomes the word of a page that differs
// least from it, or the two words that it is made of; what somebody is still typing begins a word, and stays.

type Message = { type: number; data: { docs: { title: string; text: string }[] } | string };

const SHORTEST = 5; // a shorter word resembles too many others
const LONG = 9; // in a word of so many letters two may be wrong
const words = new Map<string, number>(); // of all pages, with how often each stands there

const lettersOf = (text: string) => text.toLowerCase().match(/\p{L}+/gu) ?? [];

/** How many letters are wrong, missing, too many or swapped with the next; no more than `most` is told apart. */
function distance(one: string, other: string, most: number) {
  let [before, last] = [[] as number[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let at = 1; at <= other.length; at++) {
      const isSame = one[row - 1] === other[at - 1];
      next[at] = Math.min(next[at - 1]! + 1, last[at]! + 1, last[at - 1]! + (isSame ? 0 : 1));
      const isSwapped = one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (row > 1 && at > 1 && isSwapped) next[at] = Math.min(next[at]!, before[at - 2]! + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, last] = [last, next];
  }
  return last[other.length]!;
}

function spelled(typed: string) {
  const word = typed.toLowerCase();
  const known = [...words.keys()];
  // A longer form of a known word is the search's own to reduce.
  if (word.length < SHORTEST || known.some((each) => each.startsWith(word))) return typed;
  if (known.some((each) => each.length >= SHORTEST && word.startsWith(each) && word.length - each.length < 3)) return typed;
  const most = word.length < LONG ? 1 : 2;
  let [best, least] = ["", most + 1];
  for (const each of known) {
    if (Math.abs(each.length - word.length) > most) continue;
    const wrong = distance(word, each, most);
    const isBetter = wrong < least || (wrong === least && words.get(each)! > (words.get(best) ?? 0));
    if (wrong <= most && isBetter) [best, least] = [each, wrong];
  }
  if (least > 1) {
    for (let cut = 4; cut <= word.length - 4; cut++) {
      const [one, other] = [word.slice(0, cut), word.slice(cut)];
      if (words.has(one) && words.has(other)) return `${one} ${other}`;
    }
  }
  return best || typed;
}

addEventListener("message", ({ data: message }: MessageEvent<Message>) => {
  if (typeof message.data === "string") message.data = message.data.replace(/\p{L}+/gu, spelled);
  else if (message.data?.docs) {
    for (const { title, text } of message.data.docs) {
      const visible = `${title} ${text.replace(/<[^>]*>/g, " ")}`;
      for (const word of lettersOf(visible)) words.set(word, (words.get(word) ?? 0) + 1);
    }
  }
});
