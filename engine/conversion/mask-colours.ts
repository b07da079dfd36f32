import type { DecodedImage } from '../importers/images.ts';

/** Stored for a pixel of which nobody said what it is. */
export const LEFT_OUT = 255;

/** Numbers of classes are stored as bytes beside `LEFT_OUT`. */
export const MOST_MASK_CLASSES = 255;

/** Colours as numbers: 8-bit red, green and blue, or a 16-bit grey behind them. */
export type MaskColours = ReadonlySet<number>;

const DEEP_GREY = 2 ** 24;
/** Light yellow: the border of things in the masks of PASCAL VOC, which belongs to no class. */
const VOC_BORDER = 0xe0e0c0;
/** Class numbers of masks with a left-out value of 255 are small; a picture of black and white has other greys. */
const SMALL = 64;

/** The colour of each pixel of a mask. */
export function maskColours({ values, channels }: DecodedImage, depth: 8 | 16): Uint32Array {
  const colours = new Uint32Array(values.length / channels);
  for (let i = 0; i < colours.length; i += 1) {
    if (channels === 1) colours[i] = depth === 16 ? DEEP_GREY + values[i] : values[i] * 0x010101;
    else colours[i] = (values[i * channels] << 16) | (values[i * channels + 1] << 8) | values[i * channels + 2];
  }
  return colours;
}

/** How colours are called: "3" where all are grey, "#ff0080" elsewhere. */
export function colourNames(colours: MaskColours): (colour: number) => string {
  const isGrey = [...colours].every((colour) => greyOf(colour) !== undefined);
  return (colour) => (isGrey || colour >= DEEP_GREY ? String(greyOf(colour)) : `#${colour.toString(16).padStart(6, '0')}`);
}

function greyOf(colour: number): number | undefined {
  if (colour >= DEEP_GREY) return colour - DEEP_GREY;
  return colour % 0x010101 === 0 ? colour / 0x010101 : undefined;
}

/** The colour that stands for no class: 255 beside at least two small numbers, the border of PASCAL VOC among colours. */
export function leftOutOf(colours: MaskColours): number | undefined {
  if (colours.has(VOC_BORDER) && colours.has(0) && colours.size > 2) return VOC_BORDER;
  const others = [...colours].filter((colour) => greyOf(colour) !== 255).map(greyOf);
  const isNumbered = others.length >= 2 && others.length < colours.size && others.every((grey) => grey !== undefined && grey < SMALL);
  return isNumbered ? [...colours].find((colour) => greyOf(colour) === 255) : undefined;
}
