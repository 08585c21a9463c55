/** Three numbers, one per axis x, y, z. */
export type Vector3 = readonly [number, number, number];

/** A symmetric tensor in Voigt order: xx, yy, zz, xy, xz, yz. */
export type SymmetricTensor = readonly [number, number, number, number, number, number];
