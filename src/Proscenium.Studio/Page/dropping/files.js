/** Files that were dropped or chosen, by their names with the folders that they lie in. */

/** @typedef {{name: string, file: File}} Dropped */
/** @typedef {import('../server.js').Server} Server */

/** Endings that hold what is measured of loudspeakers, or name such files. */
export const measurements = ['.frd', '.txt', '.dat', '.csv', '.zma', '.wav', '.w64', '.rf64', '.flac', '.aif', '.aiff', '.sofa'];

const sounds = ['.wav', '.w64', '.rf64', '.flac', '.aif', '.aiff'];

/** Of those, the ones in text. */
export const tables = measurements.filter(end => end !== '.sofa' && !sounds.includes(end));

/** What the server takes of a file, which breaks off what is longer. @param {string} name */
const megaBytes = name => ending(name) === '.sofa' ? 64 : sounds.includes(ending(name)) ? 20 : 1;

/** @param {string} name */
export const ending = name => /\.[^./]+$/.exec(name)?.[0].toLowerCase() ?? '';

/** Files of a file field. @param {FileList | null} list @returns {Dropped[]} */
export const chosen = list => [...list ?? []].map(file => ({ name: file.webkitRelativePath || file.name, file }));

/** Files of a drop, folders opened. @param {DataTransfer | null} transfer @returns {Promise<Dropped[]>} */
export async function dropped(transfer) {
    const entries = [...transfer?.items ?? []].map(item => item.webkitGetAsEntry?.()), files = [...transfer?.files ?? []]; // asked for before the browser forgets them
    return entries.some(entry => entry?.isDirectory) ? (await Promise.all(entries.map(entry => entry ? within(entry) : []))).flat() : files.map(file => ({ name: file.name, file }));
}

/** @param {FileSystemEntry} entry @returns {Promise<Dropped[]>} */
async function within(entry) {
    if (entry.isFile) return [{ name: entry.fullPath.replace(/^\//, ''), file: await new Promise((take, fail) => /** @type {FileSystemFileEntry} */ (entry).file(take, fail)) }];
    const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader(), found = [];
    for (;;) { // a browser gives a hundred at a time
        /** @type {FileSystemEntry[]} */ const some = await new Promise((take, fail) => reader.readEntries(take, fail));
        if (!some.length) break;
        found.push(...await Promise.all(some.map(within)));
    }
    return found.flat();
}

/** Brings files to the server, which keeps them under names of its own. @param {Server} server @param {Dropped[]} files */
export async function keep(server, files) {
    const kept = [];
    for (const { name, file } of files) {
        const most = megaBytes(name);
        if (file.size > most << 20) throw new Error(`${file.name}: is larger than ${most} MB, more than the studio takes of its kind: cut it to what belongs to the driver.`);
    }
    for (const { name, file } of files) kept.push({ name, id: /** @type {{id: string}} */ (await server.post(`/files?name=${encodeURIComponent(file.name)}`, file)).id });
    return kept;
}
