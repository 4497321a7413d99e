/** The page's own font files, as data: an SVG drawn as an image may load nothing from outside. */
async function fontRules(svg: string): Promise<string> {
  const rules: string[] = [];
  for (const sheet of document.styleSheets) {
    let found: CSSRule[] = [];
    try {
      found = [...sheet.cssRules];
    } catch {
      // A style sheet of another origin does not show its rules.
      continue;
    }
    for (const rule of found) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const family = rule.style.getPropertyValue('font-family').replaceAll(/["']/g, '');
      const address = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue('src'))?.[1];
      if (!address || !svg.includes(family)) continue;
      const data = await dataUrl(new URL(address, sheet.href ?? document.baseURI).href);
      if (data) rules.push(rule.cssText.replace(address, data));
    }
  }
  return rules.join('\n');
}

async function dataUrl(address: string): Promise<string | null> {
  try {
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return `data:font/woff2;base64,${btoa(text)}`;
  } catch {
    // Without the font the picture is set in the reader's own sans: plainer, still true.
    return null;
  }
}

/** A standalone SVG as a PNG, `scale` device pixels to each of its own. */
export async function toPng(svg: string, scale: number): Promise<Blob> {
  const rules = await fontRules(svg);
  const dressed = svg.replace('<title>', `<style>${rules.replaceAll('<', '')}</style><title>`);
  const address = URL.createObjectURL(new Blob([dressed], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('This browser gives no canvas to draw the picture on.');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large for a PNG.'))),
        'image/png',
      );
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
