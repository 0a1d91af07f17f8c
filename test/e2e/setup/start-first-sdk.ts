import { start } from './start';

/** Jest runs each setup file once, so every release has its own. */
export default async function startFirstSdk(): Promise<void> {
	await start('first-sdk');
}
