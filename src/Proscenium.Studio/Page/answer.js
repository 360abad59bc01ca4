/** An answer of the server: a header in JSON, then 32-bit floats, little-endian. */

/** @typedef {import('./types.js').Header} Header */

export class Answer {
    /** @param {Header} header @param {Float32Array} floats */
    constructor(header, floats) {
        this.header = header;
        this.floats = floats;
    }

    /** Reads one message. @param {ArrayBuffer | string} message */
    static read(message) {
        if (typeof message === 'string') return new Answer(JSON.parse(message), new Float32Array());
        const length = new DataView(message).getUint32(0, true), start = (4 + length + 3) & ~3;
        return new Answer(JSON.parse(new TextDecoder().decode(new Uint8Array(message, 4, length))), new Float32Array(message, start, (message.byteLength - start) >> 2));
    }

    /** @param {string} name */
    has(name) { return !!this.header.arrays?.[name]; }

    /** An array as it lies in memory, empty if the answer has none of this name. @param {string} name */
    values(name) {
        const array = this.header.arrays?.[name];
        return array ? this.floats.subarray(array.at, array.at + array.shape.reduce((product, length) => product * length, 1)) : new Float32Array();
    }

    /** An array as rows of its last axis. @param {string} name */
    rows(name) {
        const values = this.values(name), width = this.header.arrays?.[name]?.shape.at(-1) ?? 0;
        return Array.from({ length: width ? values.length / width : 0 }, (_, row) => values.subarray(row * width, (row + 1) * width));
    }

    /** The map, null where there is none: row 0 is the farthest from the device, column 0 the listener's left; metres of the middles of the outer cells. */
    get map() {
        if (!this.has('map')) return null;
        const [rows, columns] = this.header.arrays.map.shape, { left, distance } = this.header.map;
        return { rows, columns, values: this.values('map'), near: Math.min(...distance), far: Math.max(...distance), left: Math.max(...left), right: Math.min(...left) };
    }

    /** The names of the inputs. @returns {string[]} */
    get inputs() {
        const { inputs } = this.header;
        return Array.isArray(inputs) ? inputs : ['left', 'right', 'centre'].slice(0, inputs ?? this.rows('planned').length);
    }
}
