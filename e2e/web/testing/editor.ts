import type { Page } from 'playwright-core';

/** The canvas of the page. */
export function toCanvas(page: Page) {
  return page.locator('[data-canvas]');
}

/** Makes an empty workflow through the page and opens it. */
export async function createWorkflow(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New workflow' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Create and open' }).click();
  await toCanvas(page).waitFor();
}

/** Picks a block by its name with the keyboard; it is connected to the step that is selected. */
export async function addStep(page: Page, block: string): Promise<void> {
  await toCanvas(page).focus();
  await page.keyboard.press('/');
  await page
    .getByRole('combobox', { name: /block/i })
    .or(page.getByRole('searchbox', { name: /block/i }))
    .last()
    .waitFor();
  await page.keyboard.type(block);
  await page
    .getByRole('option', { name: new RegExp(`^${block}`) })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('complementary', { name: 'Inspector' }).waitFor();
}
