/** Things that move by pointer and by arrow keys: 1 cm, with Shift 5 cm, with Alt 1 mm; things that turn, in degrees. */
import { set } from './elements.js';

/** @typedef {{begin?: () => void, drag: (x: number, y: number, event: PointerEvent) => void, nudge: (x: number, y: number, event: KeyboardEvent) => void, release: (time: number) => void}} Moves
 *  drag: pixels from where the pointer took hold; nudge: steps of 1, 5 or 0.1 to the right and down */

/** @param {number} value @param {[number, number]} range */
export const clamp = (value, [least, most]) => Math.max(least, Math.min(most, value));

/** @template {Element} T @param {T} target @param {Moves} moves @returns {T} */
export function draggable(target, { begin, drag, nudge, release }) {
    /** @type {{x: number, y: number, id: number} | null} */ let hold = null;
    let moved = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ let rest;
    const settle = (/** @type {number} */ time) => { clearTimeout(rest); rest = undefined; release(time); };
    return set(target, {
        pointerdown: (/** @type {PointerEvent} */ event) => {
            if (event.button) return;
            hold = { x: event.clientX, y: event.clientY, id: event.pointerId };
            moved = false;
            target.setPointerCapture(event.pointerId);
            /** @type {SVGElement} */ (/** @type {Element} */ (target)).focus({ preventScroll: true });
            event.preventDefault();
            begin?.();
        },
        pointermove: (/** @type {PointerEvent} */ event) => {
            if (!hold || event.pointerId !== hold.id) return;
            const [x, y] = [event.clientX - hold.x, event.clientY - hold.y];
            if (!moved && Math.hypot(x, y) < 2) return;
            moved = true;
            drag(x, y, event);
        },
        pointerup: (/** @type {PointerEvent} */ event) => { if (hold) { hold = null; settle(event.timeStamp); } },
        pointercancel: (/** @type {PointerEvent} */ event) => { if (hold) { hold = null; settle(event.timeStamp); } },
        keydown: (/** @type {KeyboardEvent} */ event) => {
            const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
            if (!way || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            const step = event.shiftKey ? 5 : event.altKey ? 0.1 : 1;
            if (rest === undefined) begin?.();
            nudge(way[0] * step, way[1] * step, event);
            clearTimeout(rest);
            rest = setTimeout(() => settle(performance.now()), 350);
        },
        blur: () => { if (rest !== undefined) settle(performance.now()); },
    });
}
