import { decodeUtf8 } from '../../source/decode.js';

const shape = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;

/** The text that base64 holds, on one line or several; undefined if it is none, or not UTF-8. */
export function decodeBase64(encoded: string): string | undefined {
  const plain = encoded.replace(/[ \t\r\n]+/g, '');
  if (!shape.test(plain)) return undefined;
  const bytes = Uint8Array.from(atob(plain), (character) => character.charCodeAt(0));
  const decoded = decodeUtf8(bytes);
  return 'text' in decoded ? decoded.text : undefined;
}

/** A text as base64 on one line. */
export function encodeBase64(text: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}
