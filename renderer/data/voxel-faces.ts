/** Faces of filled voxels that have an empty neighbour: what is seen of a volume. */
export interface VoxelFaces {
  /** Four corners of three coordinates for each face, from −1 to 1 along the longest edge; x to the right, y down, z away. */
  readonly corners: Float32Array;
  /** Which way a face looks: an index of `NORMALS`. */
  readonly direction: Uint8Array;
  /** Value of the voxel. */
  readonly value: Float32Array;
}

export const NORMALS = [
  [1, 0, 0],
  [-1, 0, 0],
  [0, 1, 0],
  [0, -1, 0],
  [0, 0, 1],
  [0, 0, -1],
] as const;

/** Corners of a unit cube's face in order around it, by direction. */
const FACES = [
  [
    [1, 0, 0],
    [1, 1, 0],
    [1, 1, 1],
    [1, 0, 1],
  ],
  [
    [0, 0, 0],
    [0, 0, 1],
    [0, 1, 1],
    [0, 1, 0],
  ],
  [
    [0, 1, 0],
    [0, 1, 1],
    [1, 1, 1],
    [1, 1, 0],
  ],
  [
    [0, 0, 0],
    [1, 0, 0],
    [1, 0, 1],
    [0, 0, 1],
  ],
  [
    [0, 0, 1],
    [1, 0, 1],
    [1, 1, 1],
    [0, 1, 1],
  ],
  [
    [0, 0, 0],
    [0, 1, 0],
    [1, 1, 0],
    [1, 0, 0],
  ],
] as const;

/** The faces of a volume [depth, height, width] whose voxels are filled where they exceed `level`. */
export function voxelFaces(values: ArrayLike<number>, shape: readonly [number, number, number], level: number): VoxelFaces {
  const [depth, height, width] = shape;
  const filled = (x: number, y: number, z: number) =>
    x >= 0 && y >= 0 && z >= 0 && x < width && y < height && z < depth && values[(z * height + y) * width + x] > level;
  const corners: number[] = [];
  const direction: number[] = [];
  const value: number[] = [];
  const scale = 2 / Math.max(depth, height, width);
  for (let z = 0; z < depth; z += 1)
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) {
        if (!filled(x, y, z)) continue;
        NORMALS.forEach(([dx, dy, dz], side) => {
          if (filled(x + dx, y + dy, z + dz)) return;
          for (const [cx, cy, cz] of FACES[side])
            corners.push((x + cx - width / 2) * scale, (y + cy - height / 2) * scale, (z + cz - depth / 2) * scale);
          direction.push(side);
          value.push(values[(z * height + y) * width + x]);
        });
      }
  return { corners: Float32Array.from(corners), direction: Uint8Array.from(direction), value: Float32Array.from(value) };
}

/** How far from the middle the farthest corner is: the volume fits into a circle of this radius however it is turned. */
export function reachOf({ corners }: VoxelFaces): number {
  let reach = 0;
  for (let i = 0; i < corners.length; i += 3) reach = Math.max(reach, Math.hypot(corners[i], corners[i + 1], corners[i + 2]));
  return reach;
}

/** A face as it is drawn: corners on the screen, −1 to 1, and how bright it is, 0 to 1. */
export interface SeenFace {
  readonly points: readonly number[];
  readonly light: number;
}

const LIGHT = [0.2, -0.45, -0.87] as const;
const DARKEST = 0.45;

/** The faces that look at the viewer, farthest first, of a volume turned by `yaw` about its height and then tilted by `pitch`, radians. */
export function seenFaces({ corners, direction, value }: VoxelFaces, yaw: number, pitch: number): readonly SeenFace[] {
  const turn = turning(yaw, pitch);
  const normals = NORMALS.map(([x, y, z]) => turn(x, y, z));
  const seen: (SeenFace & { readonly depth: number })[] = [];
  for (let face = 0; face < direction.length; face += 1) {
    const normal = normals[direction[face]];
    if (normal[2] >= -1e-6) continue;
    const points: number[] = [];
    let depth = 0;
    for (let corner = 0; corner < 4; corner += 1) {
      const at = 12 * face + 3 * corner;
      const [x, y, z] = turn(corners[at], corners[at + 1], corners[at + 2]);
      points.push(x, y);
      depth += z;
    }
    const facing = Math.max(0, normal[0] * LIGHT[0] + normal[1] * LIGHT[1] + normal[2] * LIGHT[2]);
    seen.push({ points, depth, light: (DARKEST + (1 - DARKEST) * facing) * (0.7 + 0.3 * Math.min(1, value[face])) });
  }
  return seen.sort((a, b) => b.depth - a.depth);
}

function turning(yaw: number, pitch: number) {
  const [cosYaw, sinYaw, cosPitch, sinPitch] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch)];
  return (x: number, y: number, z: number): readonly [number, number, number] => {
    const [across, along] = [cosYaw * x + sinYaw * z, cosYaw * z - sinYaw * x];
    return [across, cosPitch * y - sinPitch * along, sinPitch * y + cosPitch * along];
  };
}
