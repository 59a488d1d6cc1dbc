/**
 * Rules of this project for oxlint: expected failures are `DashError`s with a permanent code, findings are
 * `Problem` values; a bare `Error` is neither.
 */
const noPlainError = {
  create(context) {
    return {
      ThrowStatement(node) {
        const { argument } = node;
        if (argument?.type !== "NewExpression") return;
        if (!/^(Error|TypeError|RangeError)$/.test(argument.callee.name ?? "")) return;
        context.report({ node, message: "Throw a DashError with a code, or return a Problem." });
      },
    };
  },
};

export default { meta: { name: "dash" }, rules: { "no-plain-error": noPlainError } };
