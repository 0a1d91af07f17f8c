export { cacheRoot, cachedFolder, isCached } from './cache/directory';
export { cleanEnvironment, runCommand } from './cache/command';
export { installN8n, isInstalled, type InstalledN8n } from './cache/n8n';
export { environmentFor, nodeRuntime, type NodeRuntime } from './cache/node';
export { consoleProgress, withHeartbeat, type Progress } from './cache/progress';
