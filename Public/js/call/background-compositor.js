// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { corners, gathering, joining, shrinking, spreading } from './background-shaders.js';

/**
 * @typedef {object} Target  a texture that is drawn into
 * @property {WebGLTexture|null} texture
 * @property {WebGLFramebuffer|null} buffer
 * @property {number} width
 * @property {number} height
 *
 * @typedef {Record<string, WebGLUniformLocation|null>} Places
 * @typedef {{program: WebGLProgram, places: Places}} Program
 */

const units = { picture: 0, coefficients: 1, room: 2 };
/** What is put in the place of the room when nothing better can be had: the call page's own dark ground. */
const plainColour = [0.16, 0.18, 0.2, 1];

/** Draws one picture in parts: the person sharp, the room behind blurred, plain, or everything covered. */
export class BackgroundCompositor {
  #gl;
  #canvas;
  #programs;
  #picture;
  #coefficients;
  /** @type {Target} what the engine looks at */
  #small;
  /** @type {Target[]} the room, small, and a second one to blur it by turns */
  #room;

  /**
   * @param {OffscreenCanvas} canvas
   * @throws where there is no WebGL 2
   */
  constructor(canvas) {
    const wishes = { alpha: false, antialias: false, depth: false, stencil: false, desynchronized: true };
    const gl = /** @type {WebGL2RenderingContext|null} */ (canvas.getContext('webgl2', wishes));
    if (!gl) throw new Error('no_webgl');
    this.#gl = gl;
    this.#canvas = canvas;
    gl.disable(gl.DITHER);
    this.#programs = {
      shrink: this.#program(corners(false), shrinking), gather: this.#program(corners(false), gathering),
      spread: this.#program(corners(false), spreading), join: this.#program(corners(true), joining),
    };
    this.#picture = this.#texture(gl.LINEAR);
    this.#coefficients = this.#texture(gl.LINEAR);
    this.#small = this.#target();
    this.#room = [this.#target(), this.#target()];
    this.forget();
  }

  get isLost() {
    return this.#gl.isContextLost();
  }

  /** No person is known: everything counts as the room. */
  forget() {
    this.learn(new Float32Array(2), 1, 1);
  }

  /**
   * @param {TexImageSource} frame
   * @param {number} width @param {number} height
   */
  take(frame, width, height) {
    const gl = this.#gl;
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.#picture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, frame);
  }

  /**
   * The picture at the engine's size.
   *
   * @param {Uint8Array} pixels width × height × 4 bytes, first row first
   * @param {number} width @param {number} height
   */
  read(pixels, width, height) {
    const gl = this.#gl;
    this.#size(this.#small, width, height);
    this.#draw(this.#programs.shrink, this.#small, this.#picture, [0.25 / width, 0.25 / height]);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  }

  /**
   * @param {Float32Array} coefficients two for each pixel of the mask
   * @param {number} width @param {number} height
   */
  learn(coefficients, width, height) {
    const gl = this.#gl;
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D, this.#coefficients);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RG16F, width, height, 0, gl.RG, gl.FLOAT, coefficients);
  }

  /**
   * The whole picture onto the canvas.
   *
   * @param {number} across pixels of the room's width that are left; 0 for a plain ground
   */
  draw(across) {
    const gl = this.#gl;
    const { width, height } = this.#canvas;
    const [room, other] = this.#room;
    if (across > 0) {
      const down = Math.max(2, Math.round(across * height / width));
      for (const target of this.#room) this.#size(target, across, down);
      this.#draw(this.#programs.gather, room, this.#picture, [0.25 / across, 0.25 / down]);
      this.#draw(this.#programs.spread, other, room.texture, [1 / across, 0]);
      this.#draw(this.#programs.spread, room, other.texture, [0, 1 / down]);
    }
    gl.activeTexture(gl.TEXTURE2);
    gl.bindTexture(gl.TEXTURE_2D, room.texture);
    gl.useProgram(this.#programs.join.program);
    gl.uniform4fv(this.#programs.join.places.plain, across > 0 ? [0, 0, 0, 0] : plainColour);
    this.#draw(this.#programs.join, { texture: null, buffer: null, width, height }, this.#picture, null);
  }

  /**
   * @param {Program} program
   * @param {Target} target
   * @param {WebGLTexture|null} picture
   * @param {number[]|null} reach
   */
  #draw({ program, places }, target, picture, reach) {
    const gl = this.#gl;
    gl.useProgram(program);
    gl.bindFramebuffer(gl.FRAMEBUFFER, target.buffer);
    gl.viewport(0, 0, target.width, target.height);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, picture);
    if (reach) gl.uniform2fv(places.reach, reach);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  /** @param {Target} target @param {number} width @param {number} height */
  #size(target, width, height) {
    if (target.width === width && target.height === height) return;
    const gl = this.#gl;
    target.width = width;
    target.height = height;
    gl.activeTexture(gl.TEXTURE3);
    gl.bindTexture(gl.TEXTURE_2D, target.texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
  }

  /** @returns {Target} */
  #target() {
    const gl = this.#gl;
    const texture = this.#texture(gl.LINEAR);
    const buffer = gl.createFramebuffer();
    const target = { texture, buffer, width: 0, height: 0 };
    this.#size(target, 1, 1);
    gl.bindFramebuffer(gl.FRAMEBUFFER, buffer);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    return target;
  }

  /** @param {number} filter */
  #texture(filter) {
    const gl = this.#gl;
    const texture = gl.createTexture();
    gl.activeTexture(gl.TEXTURE3);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, filter);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, filter);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    return texture;
  }

  /** @param {string} vertices @param {string} pixels @returns {Program} */
  #program(vertices, pixels) {
    const gl = this.#gl;
    const program = /** @type {WebGLProgram} */ (gl.createProgram());
    const sources = /** @type {const} */ ([[gl.VERTEX_SHADER, vertices], [gl.FRAGMENT_SHADER, pixels]]);
    for (const [kind, source] of sources) {
      const shader = /** @type {WebGLShader} */ (gl.createShader(kind));
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error('no_webgl');
    gl.useProgram(program);
    for (const [name, unit] of Object.entries(units)) gl.uniform1i(gl.getUniformLocation(program, name), unit);
    /** @type {Places} */
    const places = {};
    for (const name of ['reach', 'plain']) places[name] = gl.getUniformLocation(program, name);
    return { program, places };
  }
}
