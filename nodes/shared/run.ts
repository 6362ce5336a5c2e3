import type { Dialect } from '../../oauth/dialect';
import { Connection } from './connection';
import { Limits } from './limits';
import { Traffic } from './traffic';
import type { SigningContext } from './transport';

/** What all items of one run of a node share. */
export class Run {
	readonly traffic: Traffic;
	readonly limits: Limits;
	private readonly connections = new Map<string, Connection>();

	constructor(
		readonly functions: SigningContext,
		cancelSignal?: AbortSignal,
	) {
		this.limits = new Limits(cancelSignal);
		this.traffic = new Traffic(this.limits);
	}

	connection(dialect: Dialect, credentialType: string): Connection {
		const known = this.connections.get(credentialType);
		const connection = known ?? new Connection(dialect, this.functions, credentialType);
		this.connections.set(credentialType, connection);
		return connection;
	}
}
