import { createApi } from "./rest-api.mjs";
import { pageSize } from "./sticky-comment.mjs";

/** @import { Board } from "./sticky-comment.mjs" */
/** @import { Api } from "./rest-api.mjs" */
/** @import { Environment } from "./settings.mjs" */

/** @typedef {{ readonly login?: string, readonly type?: string } | null} User */

/** @typedef {{ readonly id: number, readonly body?: string, readonly user?: User }} GitHubComment */

/** How many characters GitHub takes as a comment. */
export const commentLimit = 65_536;

/**
 * The comments of a pull request.
 *
 * @param {Environment} env
 * @param {number} pullRequest
 * @returns {Promise<Board>}
 */
export async function openPullRequest(env, pullRequest) {
  const token = env["DASH_DIFF_TOKEN"] ?? "";
  const headers = {
    accept: "application/vnd.github+json",
    authorization: `Bearer ${token}`,
    "user-agent": "dash-diff",
    "x-github-api-version": "2022-11-28",
  };
  const address = env["GITHUB_API_URL"] || "https://api.github.com";
  const call = createApi({ address, headers, token });
  const graphql = env["GITHUB_GRAPHQL_URL"] || "https://api.github.com/graphql";
  const login = await loginOf(createApi({ address: graphql, headers, token }));
  const issues = `/repos/${env["GITHUB_REPOSITORY"] ?? ""}/issues`;
  return {
    list: async (page) => {
      const path = `${issues}/${pullRequest}/comments?per_page=${pageSize}&page=${page}`;
      const comments = /** @type {readonly GitHubComment[]} */ (await call("GET", path));
      return comments.map(({ id, body = "", user }) => ({ id, body, isOurs: isOurs(user, login) }));
    },
    create: (body) => call("POST", `${issues}/${pullRequest}/comments`, { body }),
    update: (id, body) => call("PATCH", `${issues}/comments/${id}`, { body }),
    remove: (id) => call("DELETE", `${issues}/comments/${id}`),
  };
}

/**
 * Whose token it is. Only GraphQL tells it for every kind of token.
 *
 * @param {Api} call
 * @returns {Promise<string | undefined>}
 */
async function loginOf(call) {
  try {
    const answer = await call("POST", "", { query: "{ viewer { login } }" });
    const { data } = /** @type {{ readonly data?: { readonly viewer?: { readonly login?: string } } }} */ (
      answer
    );
    return data?.viewer?.login;
  } catch {
    // Reading the comments will say what is wrong.
    return undefined;
  }
}

/**
 * @param {User | undefined} user
 * @param {string | undefined} login
 */
function isOurs(user, login) {
  return login === undefined ? user?.type === "Bot" : user?.login === login;
}
