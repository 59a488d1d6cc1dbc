import { createApi } from "./rest-api.mjs";
import { pageSize } from "./sticky-comment.mjs";

/** @import { Board } from "./sticky-comment.mjs" */
/** @import { Environment } from "./settings.mjs" */

/** @typedef {{ readonly id: number, readonly body: string, readonly author: { readonly id: number } }} Note */

/** How many characters GitLab takes as a note. */
export const noteLimit = 1_000_000;

/**
 * The notes of the merge request that the pipeline belongs to.
 *
 * @param {Environment} env
 * @returns {Promise<Board>}
 */
export async function openMergeRequest(env) {
  const token = env["DASH_GITLAB_TOKEN"] ?? "";
  const headers = { "private-token": token, "user-agent": "dash-diff" };
  const call = createApi({ address: env["CI_API_V4_URL"] ?? "", headers, token });
  const user = /** @type {{ readonly id: number }} */ (await call("GET", "/user"));
  const project = env["CI_MERGE_REQUEST_PROJECT_ID"] ?? "";
  const notes = `/projects/${project}/merge_requests/${env["CI_MERGE_REQUEST_IID"] ?? ""}/notes`;
  return {
    list: async (page) => {
      const path = `${notes}?sort=asc&order_by=created_at&per_page=${pageSize}&page=${page}`;
      const list = /** @type {readonly Note[]} */ (await call("GET", path));
      return list.map(({ id, body, author }) => ({ id, body, isOurs: author.id === user.id }));
    },
    create: (body) => call("POST", notes, { body: withoutQuickActions(body) }),
    update: (id, body) => call("PUT", `${notes}/${id}`, { body: withoutQuickActions(body) }),
    remove: (id) => call("DELETE", `${notes}/${id}`),
  };
}

/**
 * GitLab obeys lines such as `/close` in notes; a zero-width space in front makes them text.
 *
 * @param {string} body
 */
function withoutQuickActions(body) {
  return body.replace(/^(\s*)\//gm, "$1\u200b/");
}
