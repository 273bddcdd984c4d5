/** Pixels of an icon's picture: enough for the largest tile on a fine screen. */
const SIZE = 48;

/** The icons of blocks as pictures for a 2D canvas, in the colour asked for. */
export interface TileIcons {
  /** The picture; `undefined` while it is being made, which `onReady` hears of. */
  find(svg: string, color: string): CanvasImageSource | undefined;
}

/** Makes an empty store of icons. A picture is made once for each icon and colour. */
export function createTileIcons(onReady: () => void): TileIcons {
  const pictures = new Map<string, HTMLCanvasElement | undefined>();
  const make = (key: string, svg: string, color: string) => {
    const image = new Image(SIZE, SIZE);
    image.addEventListener('load', () => {
      const canvas = document.createElement('canvas');
      canvas.width = SIZE;
      canvas.height = SIZE;
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0, SIZE, SIZE);
      // The icon is a shape: whatever colours it came with, it is filled with one.
      if (context !== null) {
        context.globalCompositeOperation = 'source-in';
        context.fillStyle = color;
        context.fillRect(0, 0, SIZE, SIZE);
      }
      pictures.set(key, canvas);
      onReady();
    });
    image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  };
  return {
    find(svg, color) {
      const key = `${color} ${svg}`;
      if (!pictures.has(key)) {
        pictures.set(key, undefined);
        make(key, svg, color);
      }
      return pictures.get(key);
    },
  };
}
