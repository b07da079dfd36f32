import type { DatasetField } from '../../engine/data/dataset.ts';

/** How the values of a field are made into what a network is fed: "pixels (0 to 255) × 1/255". */
export function feedingText(field: DatasetField | undefined): string {
  const values = field?.semantics === 'image' ? 'pixels' : 'values';
  if (field?.columns)
    return `${columnsText(field.columns.length, field.semantics)} × its scale + its offset, which the file's metadata name`;
  if (!field?.preprocessing) return `${values} as they are`;
  const { scale, offset } = field.preprocessing;
  const of255 = field.semantics === 'image' ? `${values} (0 to 255)` : values;
  const shift = offset === 0 ? '' : offset < 0 ? ` − ${short(-offset)}` : ` + ${short(offset)}`;
  return scale === 1 && shift === '' ? `${values} as they are` : `${of255}${scale === 1 ? '' : ` × ${scaleText(scale)}`}${shift}`;
}

function columnsText(count: number, semantics: DatasetField['semantics']): string {
  const noun = semantics === 'signal' ? 'channel' : 'column';
  return count === 1 ? `one ${noun}` : `${count} ${noun}s, each`;
}

/** 1/255 rather than 0.00392157. */
function scaleText(scale: number): string {
  const inverse = Math.round(1 / scale);
  return inverse > 1 && Math.abs(scale * inverse - 1) < 1e-6 ? `1/${inverse}` : short(scale);
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
