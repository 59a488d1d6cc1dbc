/**
 * One comment for each project and pull request, found again by the marker in its first line and by its author:
 * anybody can write a marker, and nobody else's comment is ours to change.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { markerOf } from "./comment-text.mjs";
import { ApiError } from "./rest-api.mjs";

/** @import { CommentText } from "./comment-text.mjs" */

/**
 * @typedef {object} Comment
 * @property {number} id By which it is updated and removed.
 * @property {string} body Its Markdown.
 * @property {boolean} isOurs Whether the owner of the token wrote it.
 */

/**
 * Where the comments of a pull request are.
 *
 * @typedef {object} Board
 * @property {(page: number) => Promise<readonly Comment[]>} list Up to {@link pageSize} comments, oldest first; pages count from 1.
 * @property {(body: string) => Promise<unknown>} create Writes a new one.
 * @property {(id: number, body: string) => Promise<unknown>} update Replaces the text of one.
 * @property {(id: number) => Promise<unknown>} remove Deletes one.
 */

/** How many comments a page holds: the most that both GitHub and GitLab give. */
export const pageSize = 100;

const maxPages = 50;
const maxRounds = 3;

/**
 * Updates the comment with the same marker, or creates it. Gives what was done.
 *
 * @param {Board} board
 * @param {CommentText} comment
 * @param {boolean} mayCreate
 * @returns {Promise<"created" | "updated" | "not needed">}
 */
export async function stickComment(board, comment, mayCreate) {
  for (let round = 1; ; round++) {
    try {
      return await stickOnce(board, comment, mayCreate);
    } catch (error) {
      // Creating got no answer, and may have worked: so it is looked up again.
      if (!(error instanceof ApiError) || error.pauseMs === undefined || round === maxRounds) throw error;
      await sleep(error.pauseMs);
    }
  }
}

/**
 * @param {Board} board
 * @param {CommentText} comment
 * @param {boolean} mayCreate
 */
async function stickOnce(board, { marker, text }, mayCreate) {
  const [first, ...duplicates] = await findOurs(board, marker);
  if (first === undefined) {
    if (!mayCreate) return "not needed";
    await board.create(text);
    return "created";
  }
  await board.update(first.id, text);
  // Two jobs that ran at once may both have found none.
  for (const { id } of duplicates) await board.remove(id);
  return "updated";
}

/**
 * @param {Board} board
 * @param {string} marker
 * @returns {Promise<readonly Comment[]>}
 */
async function findOurs(board, marker) {
  /** @type {Comment[]} */
  const found = [];
  for (let page = 1; page <= maxPages; page++) {
    const comments = await board.list(page);
    found.push(...comments.filter(({ body, isOurs }) => isOurs && markerOf(body) === marker));
    if (comments.length < pageSize) break;
  }
  return found;
}
