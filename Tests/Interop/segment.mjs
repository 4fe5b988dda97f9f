// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

// Runs the WebAssembly engine as a page does:
//   node segment.mjs ENGINE MODEL PICTURES OUT WIDTHxHEIGHT… [--rounds N]
// PICTURES holds pictures of the first size, four bytes a pixel; their masks go into OUT as float32, one behind the other. The
// engine is prepared for each size in turn, the first once more at the end. Prints a line of JSON for each preparation: its
// status, the memory; with rounds also the milliseconds that one run took, each of them.

import { readFileSync, writeFileSync } from "node:fs";

const [enginePath, modelPath, picturesPath, outPath, ...rest] = process.argv.slice(2);
const sizes = rest.filter((word) => /^\d+x\d+$/.test(word)).map((word) => word.split("x").map(Number));
const rounds = rest.includes("--rounds") ? Number(rest[rest.indexOf("--rounds") + 1]) : 0;

/** @type {WebAssembly.Memory} */
let memory;
const grow = (/** @type {number} */ pages) => {
    try {
        return memory.grow(pages);
    } catch {
        return -1;
    }
};
const { instance } = await WebAssembly.instantiate(readFileSync(enginePath), { env: { grow } });
const engine = /** @type {any} */ (instance.exports);
memory = engine.memory;

const file = readFileSync(modelPath);
const place = engine.blur_reserve(file.length);
new Uint8Array(memory.buffer).set(file, place);

const pictures = readFileSync(picturesPath);
/** @type {Buffer[]} */
let masks = [];
for (const [width, height] of [...sizes, sizes[0]]) {
    const status = engine.blur_prepare(place, file.length, width, height);
    /** @type {number[]} */
    const times = [];
    masks = [];
    const pixels = width * height;
    if (status === 0) {
        for (let start = 0; start + pixels * 4 <= pictures.length; start += pixels * 4) {
            new Uint8Array(memory.buffer, engine.blur_input(), pixels * 4).set(pictures.subarray(start, start + pixels * 4));
            engine.blur_run();
            const mask = new Float32Array(memory.buffer, engine.blur_mask_floats(), pixels);
            const bytes = new Uint8Array(memory.buffer, engine.blur_mask(), pixels);
            if (!bytes.every((byte, index) => Math.abs(byte - mask[index] * 255) <= 0.51)) throw new Error("bytes are not the mask");
            masks.push(Buffer.from(mask.slice().buffer));
        }
        for (let round = 0; round < rounds; round += 1) {
            const began = performance.now();
            engine.blur_run();
            times.push(performance.now() - began);
        }
    }
    console.log(JSON.stringify({ status, input: engine.blur_input(), memory: memory.buffer.byteLength, times }));
}
writeFileSync(outPath, Buffer.concat(masks));
