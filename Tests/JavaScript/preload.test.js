// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const files = new URL('../../Public/', import.meta.url);
const scripts = new URL('js/', files);
const templates = new URL('../../Sources/Web/Templates/', import.meta.url);

/** The modules that a browser has to have before the entry module runs, the entry itself among them. */
function closure(entry, found = new Set()) {
  if (found.has(entry)) return found;
  found.add(entry);
  const source = readFileSync(new URL(entry, scripts), 'utf8');
  for (const [, path] of source.matchAll(/^(?:import|export|\})[^;'"]*?['"](\.[^'"]+)['"];/gm)) {
    closure(new URL(path, new URL(entry, scripts)).href.slice(scripts.href.length), found);
  }
  return found;
}

const paths = (source, pattern) => [...source.matchAll(pattern)].map(([, path]) => path);

for (const name of readdirSync(templates, { recursive: true }).filter(file => file.endsWith('.mustache'))) {
  const source = readFileSync(new URL(name, templates), 'utf8');
  const entries = paths(source, /<script type="module" src="\{\{assets\}\}\/js\/([^"]+)">/g);
  const preloads = paths(source, /<link rel="modulepreload" href="\{\{assets\}\}\/js\/([^"]+)">/g);

  test(`${name} names only files that are there`, () => {
    for (const path of paths(source, /\{\{assets\}\}\/([^"]+)/g)) assert.ok(existsSync(new URL(path, files)), path);
  });

  if (entries.length === 0 && preloads.length === 0) continue;

  test(`${name} preloads the modules that its entry module imports, all of them and no other`, () => {
    assert.equal(entries.length, 1);
    const [entry] = entries;
    const others = modules => [...modules].filter(path => path !== entry).sort();
    assert.deepEqual(others(preloads), others(closure(entry)));
  });
}

test('what is needed only after asking is not loaded before', () => {
  const first = closure('pages/client.js');
  for (const later of ['call/call.js', 'ui/stage.js', 'ui/chat.js', 'ui/sounds.js']) assert.ok(!first.has(later), later);
});
