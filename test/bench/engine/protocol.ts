import type { IDataObject } from 'n8n-workflow';
import type { Workflow } from '../../../host/entities';

/** What a measuring process can be asked for, and what it answers. */
export interface Tasks {
	/** Stores a credential under its name. */
	credential: { ask: { name: string; type: string; data: IDataObject }; answer: null };
	/** Keeps the items that later runs start with. */
	items: { ask: { items: IDataObject[] }; answer: null };
	/** Runs a workflow from its trigger on the first `count` items that are kept. */
	run: { ask: { workflow: Workflow; count: number; measureHeap?: boolean }; answer: Sample };
	/** Introspects the kept items with plain axios, 20 at a time. */
	axios: { ask: { url: string; form: Record<string, string>; count: number }; answer: Sample };
}

export interface Sample {
	readonly wallMs: number;
	/** User and system time of the whole process. */
	readonly cpuMs: number;
	/** Items that the last node put out. */
	readonly items: number;
	/** Bytes that are kept for the execution after a garbage collection; only where it was asked for. */
	readonly heapBytes?: number;
	/** The error that ended the run, or the first one among the items. */
	readonly error?: string;
}

export type TaskName = keyof Tasks;
export interface Ask<Name extends TaskName = TaskName> {
	readonly id: number;
	readonly task: Name;
	readonly ask: Tasks[Name]['ask'];
}
export type Answer = { readonly id: number } & ({ readonly answer: unknown } | { readonly failed: string });
