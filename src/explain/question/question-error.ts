/** A question that cannot be answered as it was asked: what is wrong with it, and what to ask instead. */
export class QuestionError extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}
