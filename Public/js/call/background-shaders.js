// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The programs of the graphics card. Few and small: where there is no card they run on the processor, and a pixel of the
 * whole picture is touched once.
 *
 * `at` runs from 0 to 1, its origin at the picture's first row, as video frames and reading back have it.
 */
const head = `#version 300 es
precision mediump float;
precision highp int;
`;

/** One triangle that covers everything; only the canvas itself has its first row at the bottom. */
export const corners = (/** @type {boolean} */ upright) => `#version 300 es
out highp vec2 at;
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0;
  at = ${upright ? 'vec2(corner.x, 1.0 - corner.y)' : 'corner'};
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`;

const person = `
uniform sampler2D coefficients;
const vec3 light = vec3(0.299, 0.587, 0.114);
// How much of the person is here: the guided filter's line through the brightness of this very pixel.
float person(highp vec2 where, vec3 colour) {
  vec2 line = texture(coefficients, where).rg;
  return smoothstep(0.25, 0.75, line.r * dot(colour, light) + line.g);
}
`;

/** The picture at the size that the engine looks at. */
export const shrinking = `${head}
in highp vec2 at;
uniform sampler2D picture;
uniform highp vec2 reach;
out vec4 result;
void main() {
  result = 0.25 * (texture(picture, at - reach) + texture(picture, at + reach)
    + texture(picture, at + vec2(reach.x, -reach.y)) + texture(picture, at + vec2(-reach.x, reach.y)));
}`;

/** What is behind the person, small; each colour counts by how little of the person is in it, which alpha remembers. */
export const gathering = `${head}
in highp vec2 at;
uniform sampler2D picture;
uniform highp vec2 reach;
out vec4 result;
${person}
vec4 behind(highp vec2 where) {
  vec3 colour = texture(picture, where).rgb;
  float weight = 1.0 - person(where, colour);
  return vec4(colour * weight, weight);
}
void main() {
  result = 0.25 * (behind(at - reach) + behind(at + reach)
    + behind(at + vec2(reach.x, -reach.y)) + behind(at + vec2(-reach.x, reach.y)));
}`;

/** A Gaussian of 13 pixels, one direction at a time; between two pixels one look sees both. */
export const spreading = `${head}
in highp vec2 at;
uniform sampler2D picture;
uniform highp vec2 reach;
out vec4 result;
vec4 both(float distance) {
  return texture(picture, at - reach * distance) + texture(picture, at + reach * distance);
}
void main() {
  result = 0.1621 * texture(picture, at) + 0.2724 * both(1.4446) + 0.1225 * both(3.3744) + 0.0240 * both(5.2893);
}`;

/** The person as the camera saw them, before what is left of the room. */
export const joining = `${head}
in highp vec2 at;
uniform sampler2D picture;
uniform sampler2D room;
uniform vec4 plain;
out vec4 result;
${person}
void main() {
  vec3 colour = texture(picture, at).rgb;
  vec4 behind = texture(room, at);
  vec3 ground = mix(behind.rgb / max(behind.a, 0.004), plain.rgb, plain.a);
  result = vec4(mix(ground, colour, person(at, colour)), 1.0);
}`;
