/** A piece of a streamed answer in LangChain's words. */
export interface StreamedPiece {
	text: string;
	message: { content: unknown };
}

/**
 * The piece with its text as plain content. n8n's adapter makes a block of every piece, and agents before version 2 write
 * each block on a line of its own.
 */
export function withPlainText<T extends StreamedPiece>(piece: T): T {
	if (Array.isArray(piece?.message?.content) && piece.text) piece.message.content = piece.text;
	return piece;
}
