/** Files to and from the server; what is wrong with one is thrown as the server's sentence. */

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Song} Song */
/** @typedef {import('./types.js').Device} Device */
/** @typedef {{sampleRate: number, names: string[], channels: Float32Array<ArrayBuffer>[]}} Sound */

/** The description of a sound, and where its channels begin. @param {ArrayBuffer} bytes @returns {{sampleRate: number, frames: number, channels: string[], start: number}} */
export function soundHead(bytes) {
    const start = 4 + new DataView(bytes).getUint32(0, true);
    return { ...JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, start - 4))), start };
}

export class Server {
    /** @param {string} token */
    constructor(token) { this.token = token; }

    /** @param {string} path @param {RequestInit} [init] */
    async #fetch(path, init = {}) {
        const response = await fetch(path, { ...init, headers: { ...init.headers, Authorization: `Bearer ${this.token}` } });
        if (response.ok) return response;
        const told = await response.json().catch(() => null);
        throw new Error(told?.error ?? `The studio answered ${response.status} to ${path.split('?')[0]}: open the address that it printed last.`);
    }

    /** Sends what the server reads, and gives what it says. @param {string} path @param {BodyInit} body @returns {Promise<object>} */
    async post(path, body) { return (await this.#fetch(path, { method: 'POST', body })).json(); }

    /** @param {string} where @param {File} file */
    async #upload(where, file) { return (await this.#fetch(`/${where}?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file })).json(); }

    /** @param {File} file @returns {Promise<Song>} */
    song(file) { return this.#upload('songs', file); }
    /** What a SOFA file holds: a head, or responses at a listener's ears, measured in place. @param {File} file @returns {Promise<import('./dropping/in-place.js').Found>} */
    head(file) { return this.#upload('heads', file); }
    /** @param {File} file @returns {Promise<{device: Device}>} */
    device(file) { return this.#upload('devices', file); }
    /** @param {File} file @returns {Promise<{state: State}>} */
    plan(file) { return this.#upload('plans', file); }

    /** The channels of a song: as they are, then, where there is no centre, left, right and centre as the upmix splits them. @param {string} id @param {string} upmix @returns {Promise<Sound>} */
    async sound(id, upmix) {
        const bytes = await (await this.#fetch(`/sound/${encodeURIComponent(id)}?upmix=${upmix}`)).arrayBuffer();
        const { sampleRate, frames, channels, start } = soundHead(bytes);
        return { sampleRate, names: channels, channels: channels.map((_, channel) => new Float32Array(bytes, start + 4 * channel * frames, frames)) };
    }

    /** A file of what a state designs. @param {string} what @param {State} state @param {{format?: string, stereoOnly?: boolean, signal?: AbortSignal}} [options] @returns {Promise<{blob: Blob, name: string}>} */
    async download(what, state, { format, stereoOnly, signal } = {}) {
        const response = await this.#fetch(`/download?what=${what}${format ? `&format=${encodeURIComponent(format)}` : ''}${stereoOnly ? '&inputs=stereo' : ''}`, { signal, method: 'POST', body: JSON.stringify(state), headers: { 'Content-Type': 'application/json' } });
        const named = /filename\*=UTF-8''([^;]+)|filename="?([^";]+)"?/i.exec(response.headers.get('Content-Disposition') ?? '');
        return { blob: await response.blob(), name: named?.[1] ? decodeURIComponent(named[1]) : named?.[2] ?? what };
    }
}
