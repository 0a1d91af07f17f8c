import type { IDataObject } from 'n8n-workflow';

/** A file that Kie.ai made. `name` is what it is called on disk, without extension: `vocals`, `title-1`. */
export interface KieFile {
	url: string;
	kind: 'audio' | 'video' | 'image' | 'midi' | 'text' | 'file';
	name?: string;
	/** The name with its extension, where that is known. */
	fileName?: string;
	audioId?: string;
	/** Seconds. */
	duration?: number;
	/** A still picture of a video. */
	thumbnailUrl?: string;
}

/** The kinds of task that Kie.ai tracks, each in its own way: see `tasks/families`. */
export type FamilyName =
	| 'music'
	| 'stems'
	| 'lyrics'
	| 'midi'
	| 'wav'
	| 'coverImage'
	| 'musicVideo'
	| 'voiceValidation'
	| 'voice'
	| 'veo'
	| 'veo1080p'
	| 'veo4k'
	| 'runway'
	| 'aleph'
	| 'luma'
	| 'fluxKontext'
	| 'gpt4oImage'
	| 'market';

/** Everything needed to ask for a task again, in any process and at any time. */
export interface TaskRef {
	taskId: string;
	family: FamilyName;
	/** Which of several videos of a task is meant; only the Veo upgrades count them. */
	index?: number;
}

/** What a finished task yielded, in the one shape of every family. Times are ISO 8601, durations seconds. */
export interface TaskOutcome {
	files: KieFile[];
	audioId?: string;
	tracks?: IDataObject[];
	text?: string;
	lyrics?: IDataObject[];
	notes?: IDataObject[];
	data?: IDataObject;
	model?: string;
	creditsConsumed?: number;
	createdAt?: string;
	completedAt?: string;
	expiresAt?: string;
}

/** Why Kie.ai says that a task failed. */
export interface TaskFailure {
	message: string;
	code?: number | string;
	creditsConsumed?: number;
	/** Kie.ai calls it a success, but its result holds nothing. */
	isEmpty?: true;
}

/** What Kie.ai says of a task. `statusWord` is its own status word; `record` is what the state was read from, where it is at hand.
 * The price is there as soon as Kie.ai names it, which is when the task begins. */
export type TaskStatus = { statusWord: string; record?: unknown; creditsConsumed?: number } & (
	| { state: 'pending' }
	| { state: 'success'; outcome: TaskOutcome }
	| { state: 'failed'; failure: TaskFailure }
	/** Kie.ai does not know the task: wrong id, wrong family, or created a moment ago. */
	| { state: 'notFound' }
	/** The question failed, the task did not: to be asked again. */
	| { state: 'unavailable' }
);

/** A request to Kie.ai. `host` names one of the credential's two hosts. */
export interface KieRequest {
	method: 'GET' | 'POST';
	path: string;
	host?: 'api' | 'upload';
	query?: IDataObject;
	body?: IDataObject;
	/** A form with a file instead of a body, made again for every try. */
	form?: () => Promise<{ headers: IDataObject; body: Buffer | object }>;
	/** Which answers are a yes; those with code 200 unless given. */
	isAccepted?: (reply: KieReply) => boolean;
	/** Any answer that shows the id of a new task is a yes too. */
	startsTask?: true;
}

/** An answer that Kie.ai itself gave. `code` is the body's, since errors come with HTTP status 200. */
export interface KieReply {
	code: number;
	message: string;
	data: unknown;
	/** All that came, where it is at hand. */
	envelope?: IDataObject;
	/** Milliseconds to wait, where the answer says so. */
	retryAfter?: number;
}

/** What the body of a callback holds, without its envelope. */
export interface CallbackContent {
	code: number;
	message: string;
	data: IDataObject;
}

/** The callbacks of a family. No signature covers their body, so they are hints until the record is read. */
interface FamilyCallback {
	/** Whether a callback looks like one of this family: Kie.ai names the family nowhere. */
	recognises(content: CallbackContent): boolean;
	/** Result in the data of a callback, and as far as it goes in that of an unfinished record. */
	outcome(data: IDataObject): Partial<TaskOutcome>;
}

/** The Market models whose tasks do what those of a classic family do. */
interface UnifiedModels {
	models: readonly string[];
	/** Their result in the shape of the family, where it is more than a list of files. */
	outcome?(result: IDataObject, taskId: unknown): Partial<TaskOutcome>;
}

/** One kind of task: where to ask for it and how to read the answer. */
export interface TaskFamily {
	name: FamilyName;
	/** The operations that start such tasks, as the editor calls them. */
	madeBy: string;
	/** How long such a task may reasonably take, in seconds: the default of *Time Limit*. */
	timeLimit: number;
	/** How long about half of such tasks take, in seconds: when to ask before the model's own durations are known. */
	typicalTime: number;
	/** A result that holds nothing is one here: there may be nothing to find. */
	mayBeEmpty?: true;
	/** False where its tasks carry the id of another family's task, so that an id alone does not tell it. */
	ownIds?: false;
	/** Absent where Kie.ai sends none. */
	callback?: FamilyCallback;
	/** The same work on Kie.ai's unified route, where there is such a model. */
	unified?: UnifiedModels;
	statusRequest(task: TaskRef): KieRequest;
	read(reply: KieReply, task: TaskRef): TaskStatus;
	/**
	 * Result in the data of the answer to the request itself, for tasks that carry another one's id: their record may
	 * never tell.
	 */
	answered?(data: unknown): TaskOutcome | undefined;
}
