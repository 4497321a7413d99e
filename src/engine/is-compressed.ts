/** Whether the bytes of a stored file are compressed with gzip (RFC 1952: they begin with 1f 8b); loaders hand them on unpacked. */
export const isCompressed = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
