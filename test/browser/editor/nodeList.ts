import type { Page } from 'playwright-core';
import { isShownWithin } from './patience';

/** Long enough for a list to unfold. */
const MOMENT_MS = 2_000;

/** The list in which nodes are searched, and the actions of a node. */
export class NodeList {
	constructor(private readonly page: Page) {}

	async open(): Promise<void> {
		await this.page.getByTestId('node-creator-plus-button').click();
		await this.search.waitFor();
	}

	async type(words: string): Promise<void> {
		await this.search.fill(words);
	}

	/** Types what finds nothing, so that what is listed next was found by what is typed next. */
	async empty(): Promise<void> {
		await this.search.fill('nothing is called so');
		await this.page.getByTestId('node-creator-no-results').waitFor();
	}

	/** Whether it lists something called so, which may take a moment. */
	async lists(name: string, patienceMs = 10_000): Promise<boolean> {
		return await isShownWithin(this.called(name).first(), patienceMs);
	}

	/** From the actions of a node back to what was found. */
	async back(): Promise<void> {
		await this.page.locator('[class*="_backButton_"]').click();
	}

	/** Has it in sight, however far down it is. */
	async scrollTo(name: string): Promise<void> {
		await this.unfold(name);
		await this.called(name).last().scrollIntoViewIfNeeded();
	}

	/** Chooses what is called so: a node, or an action of it. */
	async choose(name: string): Promise<void> {
		await this.unfold(name);
		await this.called(name).last().click();
	}

	/** In an empty workflow n8n lists what starts one, and folds up the actions of a node that has triggers too. */
	private async unfold(name: string): Promise<void> {
		const wanted = this.called(name).last();
		const actions = this.page.getByTestId('node-creator-category-item').filter({ hasText: /^\s*Actions/ });
		for (let tries = 0; tries < 4 && !(await isShownWithin(wanted, MOMENT_MS)); tries++) {
			if (await actions.isVisible()) await actions.click();
		}
	}

	private called(name: string) {
		const names = this.page.getByTestId('node-creator-item-name');
		return names.filter({ has: this.page.getByText(name, { exact: true }) });
	}

	private get search() {
		return this.page.getByTestId('node-creator-search-bar');
	}
}
