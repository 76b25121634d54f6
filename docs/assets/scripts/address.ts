// Some programs write the # of a deel-link as %23. A host then looks for a page of that name and shows its 404 page,
// which goes on to the address that was meant. What stands behind a # is the visitor's, and no host needs to see it twice.

// The whole address, and not its path alone: a path may begin with two slashes, and then it would name another host.
// On a disk a folder may have a # in its name.
if (location.protocol !== "file:" && location.pathname.includes("%23")) location.replace(location.href.replace("%23", "#"));

// A frame on somebody else's page that names a calculator that there is not gets the 404 page as well: it goes on to the
// one that says so, without a menu.
const lost = /(?<=\/insluiten\/)(?!onbekend\/).+/;
if (self !== top && lost.test(location.pathname)) location.replace(location.pathname.replace(lost, "onbekend/"));

export {};
