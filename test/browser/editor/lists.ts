import type { Locator, Page } from 'playwright-core';

const OPTIONS = '.el-select-dropdown__item:visible, [role="option"]:visible, [role="menuitem"]:visible';

/** What the list that is open offers. */
export function offered(page: Page): Locator {
	return page.locator(OPTIONS);
}

/** Chooses from the list that is open, by the whole name of a choice. */
export async function choose(page: Page, name: string): Promise<void> {
	const option = offered(page).filter({ has: page.getByText(name, { exact: true }) });
	await option.first().click();
}
