/** A device's drivers, moved and aimed; in a sphere a driver's place follows from its aim, to a micrometre. */

/** @typedef {import('./types.js').Device} Device */
/** @typedef {import('./types.js').Driver} Driver */
/** @typedef {import('./types.js').Position} Position */
/** @typedef {import('./types.js').Aim} Aim */

export const kinds = ['woofer', 'mid', 'tweeter', 'fullrange'];

const radians = Math.PI / 180;
/** @param {number} value @param {number} unit */
const rounded = (value, unit) => Math.round(value / unit) / Math.round(1 / unit) || 0;

/** The radius of a device's sphere, null where it has none. @param {Device} device */
export const radius = device => device.enclosure.shape === 'sphere' ? device.enclosure.radiusMetres ?? 0.09 : null;

/** Where an aim meets a sphere about the centre. @param {Aim} aim @param {number} r @returns {Position} */
export function onSphere({ azimuthDegrees, elevationDegrees }, r) {
    const azimuth = azimuthDegrees * radians, elevation = elevationDegrees * radians;
    return { left: rounded(r * Math.cos(elevation) * Math.sin(azimuth), 1e-6), up: rounded(r * Math.sin(elevation), 1e-6), front: rounded(r * Math.cos(elevation) * Math.cos(azimuth), 1e-6) };
}

/** The aim that meets a sphere in the direction of a point. @param {Position} point @returns {Aim} */
const towards = ({ left, up, front }) => ({
    azimuthDegrees: Math.hypot(left, front) < 1e-9 ? 0 : rounded(Math.atan2(left, front) / radians, 0.01),
    elevationDegrees: rounded(Math.atan2(up, Math.hypot(left, front)) / radians, 0.01),
});

/** Aims a driver; in a sphere it moves there, too. @param {Device} device @param {Driver} driver @param {Partial<Aim>} aim */
export function aim(device, driver, aim) {
    const turn = (aim.azimuthDegrees ?? driver.aim.azimuthDegrees) % 360;
    driver.aim = { azimuthDegrees: rounded(turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn, 0.01), elevationDegrees: rounded(Math.max(-90, Math.min(90, aim.elevationDegrees ?? driver.aim.elevationDegrees)), 0.01) };
    const r = radius(device);
    if (r !== null) driver.position = onSphere(driver.aim, r);
}

/** Drags a driver in the plan: freely in air; in a sphere round the horizon if it is there, else over its half. @param {Device} device @param {Driver} driver @param {number} left @param {number} front */
export function move(device, driver, left, front) {
    const r = radius(device);
    if (r === null) driver.position = { left: rounded(left, 0.001), up: driver.position.up, front: rounded(front, 0.001) };
    else if (Math.abs(driver.aim.elevationDegrees) < 0.5 || Math.hypot(left, front) >= r) aim(device, driver, towards({ left, up: 0, front }));
    else aim(device, driver, towards({ left, up: Math.sign(driver.aim.elevationDegrees) * Math.sqrt(r * r - left * left - front * front), front }));
}

/** Sets one coordinate; in a sphere the other two keep their proportion and give way. @param {Device} device @param {Driver} driver @param {keyof Position} axis @param {number} metres */
export function place(device, driver, axis, metres) {
    const r = radius(device);
    if (r === null) { driver.position = { ...driver.position, [axis]: metres }; return; }
    const held = Math.max(-r, Math.min(r, metres)), others = /** @type {(keyof Position)[]} */ (['left', 'up', 'front'].filter(other => other !== axis));
    const rest = Math.sqrt(Math.max(0, r * r - held * held)), was = Math.hypot(...others.map(other => driver.position[other]));
    const next = { left: 0, up: 0, front: 0, [axis]: held };
    if (was > 1e-6) for (const other of others) next[other] = driver.position[other] * rest / was;
    else next[axis === 'front' ? 'left' : 'front'] = rest;
    aim(device, driver, towards(next));
}

/** Gives a device a sphere of this radius, or none; a driver in a sphere is where its aim meets it. @param {Device} device @param {number | null} r */
export function enclose(device, r) {
    device.enclosure = r === null ? { shape: 'none' } : { shape: 'sphere', radiusMetres: r };
    if (r !== null) for (const driver of device.drivers) driver.position = onSphere(driver.aim, r);
}

/** A name that no driver has yet. @param {Device} device @param {string} wish */
function free(device, wish) {
    const stem = wish.replace(/-\d+$/, '');
    for (let count = 2, name = wish; ; name = `${stem}-${count++}`) if (device.drivers.every(driver => driver.name !== name)) return name;
}

/** Adds a driver in front, or a copy of one beside it; gives its index. @param {Device} device @param {number} [like] */
export function add(device, like) {
    const r = radius(device), model = like === undefined ? null : device.drivers[like];
    const driver = /** @type {Driver} */ (model ? structuredClone(model)
        : { name: 'driver', kind: 'fullrange', position: { left: 0, up: 0, front: 0 }, aim: { azimuthDegrees: 0, elevationDegrees: 0 }, diameterMetres: 0.05, bandHz: [150, 20000] });
    driver.name = free(device, driver.name);
    if (r !== null) aim(device, driver, model ? { azimuthDegrees: driver.aim.azimuthDegrees + 20 } : {});
    else if (model) driver.position.left = rounded(driver.position.left + 0.02, 1e-6);
    device.drivers.splice(like === undefined ? device.drivers.length : like + 1, 0, driver);
    return like === undefined ? device.drivers.length - 1 : like + 1;
}

/** Where a driver is, in words. @param {Driver} driver */
export const whereabouts = ({ position, aim }) => `${(position.left * 100).toFixed(1)} cm left, ${(position.front * 100).toFixed(1)} cm front, ${(position.up * 100).toFixed(1)} cm up, aimed at ${aim.azimuthDegrees.toFixed(0)} degrees`.replace(/-/g, '\u2212');
