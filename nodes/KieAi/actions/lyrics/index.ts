import type { Resource } from '../operation';
import { generate } from './generate.operation';

export const lyrics: Resource = { value: 'lyrics', name: 'Lyrics', operations: [generate] };
