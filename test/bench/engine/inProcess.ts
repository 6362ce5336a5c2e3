import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { Answer, Ask, TaskName, Tasks } from './protocol';

type Settle = (answer: Answer) => void;

/** A process of its own that runs workflows in the pinned n8n's engine: its loader, its executor and its HTTP helpers. */
export class InProcess {
	private readonly waiting = new Map<number, Settle>();
	private asked = 0;
	private readonly ended: Promise<void>;

	private constructor(private readonly child: ChildProcess) {
		child.on('message', (answer: Answer) => this.settle(answer));
		this.ended = new Promise((resolve) => {
			child.once('exit', (code, signal) => {
				const failed = `The measuring process ended (${code ?? signal})`;
				for (const id of [...this.waiting.keys()]) this.settle({ id, failed });
				resolve();
			});
		});
	}

	/**
	 * @param node the Node that n8n runs on
	 * @param folders the packages whose nodes can be used
	 */
	static start(node: string, folders: readonly string[]): InProcess {
		const child = fork(path.join(__dirname, 'worker.js'), folders, {
			execPath: node,
			execArgv: ['--expose-gc', '--require', path.join(__dirname, 'hostModules.js')],
			env: { ...process.env, N8N_LOG_LEVEL: 'silent', NODE_ENV: 'production' },
		});
		return new InProcess(child);
	}

	/** @throws {Error} with what the process says when it cannot do it */
	async ask<Name extends TaskName>(task: Name, ask: Tasks[Name]['ask']): Promise<Tasks[Name]['answer']> {
		const message: Ask<Name> = { id: ++this.asked, task, ask };
		return await new Promise((resolve, reject) => {
			this.waiting.set(message.id, (answer) =>
				'failed' in answer ? reject(new Error(answer.failed)) : resolve(answer.answer as never),
			);
			this.child.send(message);
		});
	}

	async stop(): Promise<void> {
		this.child.kill();
		await this.ended;
	}

	private settle(answer: Answer): void {
		this.waiting.get(answer.id)?.(answer);
		this.waiting.delete(answer.id);
	}
}
