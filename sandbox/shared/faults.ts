import { z } from 'zod';

import { matching } from './wildcards';

/**
 * One planned failure. Without `method` or `path` it meets any request; `*` in `path` stands for any text.
 *
 * A fault is met before the provider sees the request, so nothing is counted, spent or rotated; with `after` the
 * provider does its work first and only its answer is spoilt. `status` is 200 by default (503 for kind `status`, 302
 * for `redirect`, 400 for `echo`, which repeats what was sent), or the provider's own with `after`. `slow` spoils
 * nothing: the provider's own answer, `delayMs` later.
 */
export const faultSchema = z
	.object({
		method: z.string().min(1).toUpperCase().optional(),
		path: z.string().startsWith('/').optional(),
		times: z.number().int().positive().default(1),
		kind: z.enum([
			'status',
			'html',
			'empty',
			'invalidJson',
			'wrongShape',
			'truncate',
			'reset',
			'stall',
			'stallInBody',
			'redirect',
			'huge',
			'echo',
			'slow',
		]),
		status: z.number().int().min(200).max(599).optional(),
		/** Sent as it is: seconds, or an HTTP date. */
		retryAfter: z.union([z.number(), z.string()]).optional(),
		location: z.string().min(1).optional(),
		delayMs: z.number().int().nonnegative().default(0),
		body: z.unknown(),
		after: z.boolean().default(false),
	})
	.strict()
	.transform((fault) => (fault.kind === 'slow' ? { ...fault, after: true } : fault))
	.refine((fault) => fault.kind !== 'redirect' || fault.location !== undefined, {
		path: ['location'],
		message: 'a redirect needs a location',
	});

/** A fault as {@link faultSchema} reads it, with its defaults filled in. `times` counts down to 0. */
export type Fault = z.infer<typeof faultSchema>;

/** The faults still to be met, oldest first. */
export class Faults {
	private planned: Fault[] = [];

	add(fault: Fault): void {
		this.planned.push({ ...fault });
	}

	list(): Fault[] {
		return this.planned;
	}

	clear(): void {
		this.planned = [];
	}

	/** The oldest fault this request meets, one use of it spent. `path` comes without its query. */
	take(method: string, path: string): Fault | undefined {
		const met = this.planned.find(
			(fault) => (fault.method ?? method) === method && matching(fault.path ?? '*')(path),
		);
		if (met) {
			met.times -= 1;
			this.planned = this.planned.filter((fault) => fault.times > 0);
		}
		return met;
	}
}
