// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { byId, make, say, show, t, timeOf, write } from './page.js';

/** @typedef {import('../call/chat.js').Chat} Chat */

/** The panel of the text chat. */
export class ChatPanel {
  #chat;
  #otherName;
  /** @type {Set<string>} */
  #drawn = new Set();
  #panel = byId('chat');
  #lines = byId('chat-lines');
  #button = byId('call-chat');
  #text = byId('chat-text');

  /** @param {Chat} chat @param {() => string} otherName */
  constructor(chat, otherName) {
    this.#chat = chat;
    this.#otherName = otherName;
    chat.on('change', () => this.#draw());
    chat.on('message', message => this.#came(message));
    this.#button.addEventListener('click', () => this.toggle());
    byId('chat-close').addEventListener('click', () => this.toggle(false));
    byId('chat-form').addEventListener('submit', (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#send();
    });
    this.#text.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#send();
      }
    });
    this.#panel.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
      if (event.key === 'Escape') this.toggle(false);
    });
  }

  get isOpen() {
    return !this.#panel.hidden;
  }

  toggle(open = !this.isOpen) {
    if (open === this.isOpen) return;
    show(this.#panel, open);
    this.#button.setAttribute('aria-expanded', String(open));
    if (open) {
      this.#chat.markRead();
      this.#draw();
      this.#text.focus();
    } else {
      this.#button.focus();
    }
  }

  /** The call is over: nothing stays on the page. */
  close() {
    show(this.#panel, false);
    this.#button.setAttribute('aria-expanded', 'false');
    this.#text.value = '';
  }

  #send() {
    if (this.#chat.send(this.#text.value) !== null) return;
    this.#text.value = '';
    if (!this.#chat.isOpen) say(t('call_chat_away'));
  }

  /** @param {import('../call/chat.js').ChatMessage} message */
  #came(message) {
    say(t('call_chat_new', { name: this.#otherName(), text: message.text }));
    if (this.isOpen && !document.hidden) this.#chat.markRead();
  }

  #draw() {
    const { messages, unread } = this.#chat;
    if (messages.length === 0) {
      this.#drawn.clear();
      this.#lines.replaceChildren();
    }
    for (const message of messages) {
      if (this.#drawn.has(message.id)) continue;
      this.#drawn.add(message.id);
      this.#lines.append(this.#line(message));
      this.#lines.scrollTop = this.#lines.scrollHeight;
    }
    const count = this.isOpen ? 0 : unread;
    show(byId('unread'), count > 0);
    write(byId('unread'), String(count));
    this.#button.setAttribute('aria-label', count > 0 ? t('call_chat_unread', { count }) : t('call_chat'));
  }

  /** @param {import('../call/chat.js').ChatMessage} message */
  #line({ mine, parts, at }) {
    const line = make('li', mine ? { 'data-own': '' } : {});
    line.append(make('small', {}, `${mine ? t('call_chat_you') : this.#otherName()} · ${timeOf(at)}`));
    for (const { text, href } of parts) {
      line.append(href ? make('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow' }, text) : text);
    }
    return line;
  }
}
