import type { Dialect } from '../../oauth/dialect';
import { Connection } from './connection';
import { Traffic } from './traffic';
import type { SigningContext } from './transport';

/** What all items of one run of a node share. */
export class Run {
	readonly traffic: Traffic;
	private readonly connections = new Map<string, Connection>();

	constructor(
		readonly functions: SigningContext,
		readonly cancelSignal?: AbortSignal,
	) {
		this.traffic = new Traffic(cancelSignal);
	}

	connection(dialect: Dialect, credentialType: string): Connection {
		const known = this.connections.get(credentialType);
		const connection = known ?? new Connection(dialect, this.functions, credentialType);
		this.connections.set(credentialType, connection);
		return connection;
	}
}
