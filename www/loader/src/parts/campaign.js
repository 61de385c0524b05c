/** Fact `m`: a campaign parameter of the session's last page that had any; its name is the parameter's. */

const NAMES = ["source", "medium", "campaign", "term", "content"];

/** The most characters of a parameter that are kept: the session record has room for all five. */
const MOST = 100;

/** @type {import("../types").Part} */
export default (core) => {
  core.restarts[core.restarts.length] = () => {
    const all = new URLSearchParams(location.search);
    const campaign = new URLSearchParams();
    for (let i = 0; i < NAMES.length; i++) {
      const name = `utm_${NAMES[i]}`;
      const value = all.get(name)?.slice(0, MOST);
      if (value) campaign.set(name, value);
    }
    if (`${campaign}`) core.remember("m", `${campaign}`, true);
  };
  core.facts.m = (name) => new URLSearchParams(core.recall("m", true)).get(name) || "";
};
