import type { Picture } from '../protocol.js';
import { byId } from './dom.js';

/** Shows a picture, or that there is none. As an image, nothing in it runs or loads anything. */
export function showPicture(picture: Picture | undefined, chosen: string): void {
  byId('picture').hidden = picture === undefined;
  const image = byId<HTMLImageElement>('drawing');
  const text = byId('drawing-text');
  if (picture === undefined || text.textContent === picture.mermaid) return;
  text.textContent = picture.mermaid;
  // Where it is wider than the window, it is moved by keys.
  const sheet = byId('sheet');
  sheet.tabIndex = 0;
  sheet.setAttribute('role', 'group');
  sheet.setAttribute('aria-labelledby', 'picture-title');
  image.alt = `How records go through ${chosen}; the same follows as text`;
  URL.revokeObjectURL(image.src);
  image.src = URL.createObjectURL(new Blob([picture.svg], { type: 'image/svg+xml' }));
}
