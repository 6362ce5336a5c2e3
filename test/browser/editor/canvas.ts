import type { Locator, Page } from 'playwright-core';
import { actUntil } from './patience';

/** The canvas with the nodes of a workflow. */
export class Canvas {
	constructor(private readonly page: Page) {}

	node(name: string): Locator {
		return this.nodes.filter({ has: this.page.getByText(name, { exact: true }) }).first();
	}

	/** Pastes a part of a workflow, as somebody does who has copied it from a page. */
	async paste(part: object): Promise<void> {
		await this.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(JSON.stringify(part))})`);
		await this.clickBeside();
		await this.page.keyboard.press('ControlOrMeta+v');
		await this.nodes.first().waitFor();
	}

	/** Clicks where no node is, so that none is selected, and keys are meant for the canvas. */
	private async clickBeside(): Promise<void> {
		await this.page.getByTestId('canvas').click({ position: { x: 500, y: 90 } });
	}

	/** Copies a node and pastes it. */
	async duplicate(name: string): Promise<void> {
		const before = await this.nodes.count();
		await actUntil(this.nodes.nth(before), async () => {
			await this.node(name).click();
			await this.page.keyboard.press('ControlOrMeta+c');
			await this.clickBeside();
			await this.page.keyboard.press('ControlOrMeta+v');
		});
	}

	/** Runs the whole workflow. */
	async execute(): Promise<void> {
		await this.page.getByTestId('zoom-to-fit').click();
		await this.page.getByTestId('execute-workflow-button').last().click();
	}

	/** Waits until so many nodes show that they have done it. */
	async waitForSuccess(nodes: number): Promise<void> {
		await this.page
			.getByTestId('canvas-node-status-success')
			.nth(nodes - 1)
			.waitFor();
	}

	async openNode(name: string): Promise<void> {
		await this.page.getByTestId('zoom-to-fit').click();
		await this.node(name).dblclick();
		await this.page.getByTestId('node-execute-button').waitFor();
	}

	private get nodes(): Locator {
		return this.page.getByTestId('canvas-node');
	}
}
