/* A form with data-key asks a security key through the browser, then is sent with its answer. Its
   button waits for this program: sent before, the form would bring no answer of a key. */
"use strict";
(() => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");
  const listed = (keys) => (keys || []).map((key) => ({ ...key, id: bytes(key.id) }));

  const ask = async (kind, options) => {
    const asked = { ...options, challenge: bytes(options.challenge) };
    if (kind === "create") {
      asked.user = { ...options.user, id: bytes(options.user.id) };
      asked.excludeCredentials = listed(options.excludeCredentials);
    } else {
      asked.allowCredentials = listed(options.allowCredentials);
    }
    return navigator.credentials[kind]({ publicKey: asked });
  };

  const written = (kind, key) => {
    const response = { clientDataJSON: text(key.response.clientDataJSON) };
    if (kind === "create") {
      response.attestationObject = text(key.response.attestationObject);
    } else {
      response.authenticatorData = text(key.response.authenticatorData);
      response.signature = text(key.response.signature);
      if (key.response.userHandle) response.userHandle = text(key.response.userHandle);
    }
    return JSON.stringify({
      id: key.id,
      rawId: text(key.rawId),
      type: key.type,
      response,
      clientExtensionResults: {},
    });
  };

  for (const form of document.querySelectorAll("form[data-key]")) {
    const kind = form.dataset.key;
    const trouble = form.querySelector("[data-trouble]");
    const answer = form.elements.answer;
    const button = form.querySelector("button[type=submit]");
    answer.value = "";
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!form.reportValidity()) return;
      trouble.hidden = true;
      button.disabled = true;
      try {
        answer.value = written(kind, await ask(kind, JSON.parse(form.dataset.options)));
        form.submit();
      } catch {
        // Given up, too slow, no key, no such browser: all the same to who stands before it.
        trouble.hidden = false;
        button.disabled = false;
        button.focus();
      }
    });
    button.disabled = false;
  }
})();
