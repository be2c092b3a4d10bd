// SPDX-License-Identifier: Apache-2.0
// <sutva-embed tool="sample-size" baseline="0.1">: makes the iframe of embed.html and fits its height. Nothing else.
// A classic script, as a module from another host needs that host's leave.

// It leaves no names behind in the page that hosts it.
(() => {
  const own = document.currentScript ?? document.querySelector('script[src$="/embed.js"]');
  const base = `${(own as HTMLScriptElement | null)?.src.replace(/[^/]*$/, '') ?? ''}embed.html`;
  const sandbox = 'allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox';
  const page = new Set(['class', 'id', 'style', 'slot', 'title', 'lang', 'dir', 'hidden', 'tool', 'height']);

  class SutvaEmbed extends HTMLElement {
    static observedAttributes = ['theme'];
    private frame: HTMLIFrameElement | undefined;

    connectedCallback(): void {
      if (this.frame) return;
      const tool = this.getAttribute('tool') ?? 'sample-size';
      const fields = [...this.attributes]
        .filter(({ name }) => !page.has(name) && !/^(data|aria|on)/.test(name))
        .map(({ name, value }) => `&${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
      const frame = document.createElement('iframe');
      frame.setAttribute('sandbox', sandbox);
      frame.title = this.getAttribute('title') ?? `Sutva: ${tool}`;
      frame.loading = 'lazy';
      frame.src = `${base}#/${encodeURIComponent(tool)}?v=1${fields.join('')}`;
      frame.style.cssText = `display:block;width:100%;border:0;height:${Number(this.getAttribute('height')) || 640}px`;
      this.frame = frame;
      window.addEventListener('message', this.listen);
      // What stood inside stays until the frame answers, so a blocked frame leaves the link.
      this.append(frame);
    }

    disconnectedCallback(): void {
      window.removeEventListener('message', this.listen);
      this.frame?.remove();
      this.frame = undefined;
    }

    attributeChangedCallback(_name: string, before: string | null, theme: string | null): void {
      if (before !== theme)
        this.frame?.contentWindow?.postMessage({ sutva: 1, type: 'theme', theme: theme ?? 'auto' }, '*');
    }

    private readonly listen = (event: MessageEvent): void => {
      const message = event.data as {
        sutva?: unknown;
        type?: unknown;
        height?: unknown;
        hash?: unknown;
      } | null;
      if (!this.frame || event.source !== this.frame.contentWindow || message?.sutva !== 1) return;
      if (message.type === 'ready')
        for (const node of [...this.childNodes]) if (node !== this.frame) node.remove();
      if (message.type === 'height' && typeof message.height === 'number')
        this.frame.style.height = `${Math.min(20_000, Math.max(80, message.height))}px`;
      if (message.type === 'state')
        this.dispatchEvent(new CustomEvent('sutva-state', { detail: String(message.hash), bubbles: true }));
    };
  }

  if (!customElements.get('sutva-embed')) customElements.define('sutva-embed', SutvaEmbed);
})();

export {};
