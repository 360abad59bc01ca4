/** Numbers and places in words. */

/** A number with so many decimals, a true minus sign, and no minus before zero; a dash for what cannot be. @param {number | null | undefined} value @param {number} [decimals] */
export const number = (value, decimals = 1) => value === null || value === undefined || !Number.isFinite(value) ? '–'
    : value.toFixed(decimals).replace(/^-(0(\.0+)?)$/, '$1').replace('-', '\u2212');

/** A number for a field: at most so many decimals, none that say nothing. @param {number} value @param {number} [decimals] */
export const plain = (value, decimals = 2) => String(Number(value.toFixed(decimals)) || 0);

/** @param {number} hertz */
export const hertz = hertz => hertz >= 1000 ? `${plain(hertz / 1000, hertz >= 10000 ? 1 : 2)} kHz` : `${plain(hertz, hertz < 100 ? 1 : 0)} Hz`;

/** Centimetres to a side: "10 cm to the left". @param {number} metres */
export const aside = metres => Math.abs(metres) < 0.0005 ? 'in the middle' : `${plain(Math.abs(metres) * 100, 1)} cm to the ${metres > 0 ? 'left' : 'right'}`;

/** @param {number} metres */
export const distance = metres => `${number(metres, 2)} m away`;

/** Degrees to a side: "24° left". @param {number | null | undefined} degrees */
export const direction = degrees => degrees === null || degrees === undefined || !Number.isFinite(degrees) ? 'nowhere in particular'
    : Math.abs(degrees) < 0.5 ? 'straight ahead' : `${number(Math.abs(degrees), 0)}° ${degrees > 0 ? 'left' : 'right'}`;

/** Minutes and seconds. @param {number} seconds */
export const clock = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** How often in so many: "5 of 100", "2 of 1000". @param {number} probability */
export function chance(probability) {
    for (const of of [100, 1000, 10000])
        if (Math.round(probability * of) >= 1) return `${Math.round(probability * of)} of ${of}`;
    return 'less than 1 of 10000';
}

/** What failed, as one sentence. @param {unknown} error */
export const sentence = error => error instanceof TypeError && /fetch|network/i.test(error.message) ? 'The studio does not answer: is it still running?' : error instanceof Error ? error.message : String(error);
