/** A worker thread that died, hung or refused. The message is for logs and holds no text of a page. */
export class WorkerStopped extends Error {
	override readonly name = 'WorkerStopped';
}
