import classes from './block-icon.module.css';

/** What stands for a block that brings no icon. */
const FALLBACK =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#000" stroke-width="1.75" stroke-linejoin="round"><path d="m12 3 8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9"/></svg>';

/**
 * The icon of a block in the tint of its category. Its SVG is drawn as a mask, so that whatever a plugin's file holds is a shape and never
 * markup of the page.
 */
export function BlockIcon(props: { readonly icon?: string; readonly category: string; readonly size?: number }) {
  const { icon, category, size = 24 } = props;
  const image = toImage(icon ?? FALLBACK);
  return (
    <span className={classes.tile} data-category={category} style={{ width: size, height: size }} aria-hidden="true">
      <span className={classes.shape} style={{ maskImage: image }} />
    </span>
  );
}

const images = new Map<string, string>();

function toImage(svg: string): string {
  let image = images.get(svg);
  if (image === undefined) {
    image = `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
    images.set(svg, image);
  }
  return image;
}
