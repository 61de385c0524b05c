/** Fact `m`: a campaign parameter of the session's last page that had any; its name is the parameter's. */

const NAMES = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"];

/** The most characters of a parameter that are kept: the session record has room for all five. */
const MOST = 100;

/** @type {import("../types").Part} */
export default ({ facts, recall, remember, restarts }) => {
  restarts[restarts.length] = () => {
    const all = new URLSearchParams(location.search);
    const campaign = new URLSearchParams();
    for (let i = 0; i < NAMES.length; i++) {
      const value = all.get(NAMES[i])?.slice(0, MOST);
      if (value) campaign.set(NAMES[i], value);
    }
    if (`${campaign}`) remember("m", `${campaign}`, true);
  };
  facts.m = (name) => new URLSearchParams(recall("m", true)).get(name) || "";
};
