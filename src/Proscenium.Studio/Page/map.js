/** Maps: viridis, values to pixels, and lines of equal value. */

const anchors = ['440154', '482475', '414487', '355f8d', '2a788e', '21918c', '22a884', '44bf70', '7ad151', 'bddf26', 'fde725'].map(hex => [0, 2, 4].map(at => parseInt(hex.slice(at, at + 2), 16)));

/** 256 colours, from dark violet to yellow. */
export const viridis = Array.from({ length: 256 }, (_, index) => {
    const at = index / 255 * (anchors.length - 1), low = Math.min(anchors.length - 2, Math.floor(at));
    return anchors[low].map((value, channel) => Math.round(value + (anchors[low + 1][channel] - value) * (at - low)));
});

/** A pixel for each value; what cannot be stays clear. @param {HTMLCanvasElement} canvas @param {number} rows @param {number} columns @param {(row: number, column: number) => number} value @param {number} least @param {number} most */
export function paint(canvas, rows, columns, value, least, most) {
    [canvas.width, canvas.height] = [columns, rows];
    const image = new ImageData(columns, rows);
    for (let row = 0, at = 0; row < rows; row++)
        for (let column = 0; column < columns; column++, at += 4) {
            const share = (value(row, column) - least) / (most - least);
            if (Number.isNaN(share)) continue;
            const [red, green, blue] = viridis[Math.round(255 * Math.max(0, Math.min(1, share)))];
            image.data[at] = red; image.data[at + 1] = green; image.data[at + 2] = blue; image.data[at + 3] = 255;
        }
    canvas.getContext('2d')?.putImageData(image, 0, 0);
}

/** The colour scale itself, least to most from left to right. @param {HTMLCanvasElement} canvas */
export const legend = canvas => paint(canvas, 1, 256, (_, column) => column, 0, 255);

/** Where a level is crossed, as a path in cells: (0, 0) is the middle of the first cell. Marching squares, one piece a crossing.
 * @param {number} rows @param {number} columns @param {(row: number, column: number) => number} value @param {number} level @param {(column: number, row: number) => [number, number]} place */
export function contour(rows, columns, value, level, place) {
    let path = '';
    for (let row = 0; row + 1 < rows; row++)
        for (let column = 0; column + 1 < columns; column++) {
            const corners = [[row, column], [row, column + 1], [row + 1, column + 1], [row + 1, column]];
            /** @type {string[]} */ const crossings = [];
            corners.forEach(([r, c], index) => {
                const [r2, c2] = corners[(index + 1) % 4], here = value(r, c) - level, there = value(r2, c2) - level;
                if (here > 0 === there > 0 || Number.isNaN(here + there)) return;
                const [x, y] = place(c + (c2 - c) * here / (here - there), r + (r2 - r) * here / (here - there));
                crossings.push(`${x.toFixed(1)} ${y.toFixed(1)}`);
            });
            for (let pair = 0; pair + 1 < crossings.length; pair += 2) path += `M${crossings[pair]}L${crossings[pair + 1]}`;
        }
    return path;
}
