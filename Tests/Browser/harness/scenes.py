"""Scenes to start from, made through the API."""


class Scene:
    """A plan of an account of its own: a manager from Sales, contributors from Marketing and Product who represent their teams."""

    def __init__(self, server, staff, api):
        self.server = server
        self.sales = staff.find(team="Sales")
        self.marketing = staff.find(team="Marketing")
        self.product = staff.find(team="Product")
        self.session = session = api(self.sales["email"])
        self.teams = {team["name"]: team["id"] for team in session.get("/api/teams")["items"]}
        self.account = session.post("/api/accounts", {"name": "Harbour Glass"})
        self.plan = session.post("/api/plans", {
            "account": self.account["id"], "title": "FY27", "teams": list(self.teams.values())})
        self.id = self.plan["id"]
        self.path = f"/plans/{self.id}"
        members = {member["email"]: member for member in session.get("/api/members?limit=200")["items"]}
        seats = {seat["member"]: seat for seat in session.snapshot(self.id)["planMembers"]}
        for person, role in ((self.sales, "manager"), (self.marketing, "contributor"), (self.product, "contributor")):
            member = members[person["email"]]
            if member["id"] in seats:
                session.patch(f"/api/plan-members/{seats[member['id']]['id']}", {"role": role, "duty": "representative"})
            else:
                session.post("/api/plan-members", {
                    "plan": self.id, "member": member["id"], "team": member["team"], "role": role, "duty": "representative"})

    def task(self, title, team="Marketing", **fields):
        return self.session.post("/api/tasks", {"plan": self.id, "team": self.teams[team], "title": title} | fields)

    def objective(self, title, **fields):
        return self.session.post("/api/objectives", {"plan": self.id, "title": title} | fields)

    def titles(self, kind="tasks"):
        return [record["title"] for record in self.session.snapshot(self.id)[kind]]
