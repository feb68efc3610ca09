/** A list of codes, each with a place. Its room is used again when it is made shorter. */
export class CodeList {
  codes = new Uint8Array(1024);
  places = new Int32Array(1024);
  length = 0;

  push(code: number, place: number): void {
    if (this.length === this.codes.length) this.#grow();
    this.codes[this.length] = code;
    this.places[this.length++] = place;
  }

  #grow(): void {
    const { codes, places } = this;
    this.codes = new Uint8Array(codes.length * 2);
    this.codes.set(codes);
    this.places = new Int32Array(places.length * 2);
    this.places.set(places);
  }
}
