import type { Locator, Page } from 'playwright-core';
import { Canvas } from './canvas';
import { NodeList } from './nodeList';
import { NodePanel } from './nodePanel';

/** The editor with one workflow open. */
export class Editor {
	readonly canvas: Canvas;
	readonly nodeList: NodeList;
	readonly panel: NodePanel;

	constructor(
		readonly page: Page,
		private readonly baseUrl: string,
	) {
		this.canvas = new Canvas(page);
		this.nodeList = new NodeList(page);
		this.panel = new NodePanel(page);
	}

	/** Opens a new workflow: in an editor that is open by its menu, since loading the page anew takes longest of all. */
	async open(): Promise<void> {
		if (await this.panel.isOpen()) await this.panel.close();
		if (!this.page.url().includes('/workflow/')) await this.openAnew();
		else await this.leaveFor(this.page.getByTestId('universal-add'));
	}

	/** Loads the page anew, which alone makes it know of credentials that were stored without it. */
	async openAnew(): Promise<void> {
		await this.page.goto(`${this.baseUrl}/workflow/new`);
		await this.page.getByTestId('canvas-plus-button').waitFor();
	}

	/** Chooses a new workflow in the menu, and gives up what n8n has not saved by itself. */
	private async leaveFor(addMenu: Locator): Promise<void> {
		const { page } = this;
		const before = idIn(new URL(page.url()));
		const newWorkflow = page.getByText('New workflow', { exact: true }).filter({ visible: true }).first();
		if (!(await newWorkflow.isVisible())) await addMenu.click();
		await newWorkflow.click();
		const left = page.waitForURL((url) => idIn(url) !== before, { waitUntil: 'commit' });
		const leave = page.getByRole('button', { name: 'Leave without saving' }).click();
		await Promise.race([left, leave.catch(() => undefined)]);
		await left;
		// As long as the mouse is on it, the menu stays open.
		await page.mouse.move(640, 700);
		await newWorkflow.waitFor({ state: 'hidden' });
		await page.getByTestId('canvas-plus-button').waitFor();
	}

	/** n8n's id of the workflow, once n8n has saved it. */
	get workflowId(): string {
		return idIn(new URL(this.page.url())) ?? '';
	}

	/** Imports a workflow from a file, by the menu. */
	async importFile(file: string): Promise<void> {
		await this.page.getByTestId('workflow-menu').first().click();
		await this.page.getByTestId('workflow-menu-item-import').hover();
		const chooser = this.page.waitForEvent('filechooser');
		await this.page.getByTestId('workflow-menu-item-import-from-file').click();
		await (await chooser).setFiles(file);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}
}

/** Of the workflow at an address; what follows it is the node whose panel is open. */
const idIn = ({ pathname }: URL): string | undefined => pathname.split('/')[2];
