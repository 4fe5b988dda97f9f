// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const folder = new URL('../../Public/js/call/', import.meta.url);

for (const name of readdirSync(folder).filter(file => file.endsWith('.js'))) {
  const source = readFileSync(new URL(name, folder), 'utf8');

  test(`${name} touches no page: it names neither document nor window`, () => {
    assert.doesNotMatch(source, /\b(document|window)\b/);
  });

  test(`${name} reaches nothing at the moment it is loaded`, async () => {
    await import(new URL(name, folder));
  });

  test(`${name} imports only its neighbours and has at most 350 lines`, () => {
    for (const [, path] of source.matchAll(/\bfrom '([^']+)'/g)) assert.match(path, /^\.\/[a-z-]+\.js$/);
    assert.ok(source.split('\n').length <= 350);
  });
}
